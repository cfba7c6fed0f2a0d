{
  // Headings have the same anchors in every language and version.
  const follow = () => document.querySelectorAll(".languages a,.notice a").forEach((link) => { link.hash = location.hash });
  addEventListener("hashchange", follow);
  follow();
  // Whoever changes the language has chosen it for addresses without one, too.
  addEventListener("click", ({ target }) => {
    if (target.matches(".languages a")) document.cookie = `language=${target.lang};path=/;max-age=31536000;samesite=lax`;
  });
  // What came into force since this page was written. Whoever cannot know says nothing.
  document.querySelectorAll("[data-versions]").forEach(async (note) => {
    try {
      const { versions, version, publication } = note.dataset;
      const now = await (await fetch(versions)).json();
      if (version ? !(now.version > version) : now.in_force == publication) return;
      if (now.in_force) {
        const tag = document.documentElement.lang + "-u-ca-gregory-nu-latn";
        const format = new Intl.DateTimeFormat([tag, "en"], { dateStyle: "long", timeZone: "UTC" });
        note.querySelector(".day").append(format.format(new Date(now.since)));
        note.querySelector(".number").append(now.in_force);
        note.lastElementChild.hidden = false;
      }
      note.hidden = false;
    } catch {}
  });
}

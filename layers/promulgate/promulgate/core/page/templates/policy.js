{
  const all = (selector) => document.querySelectorAll(selector);
  // Headings have the same anchors in every language and version.
  const follow = () => all(".languages a,.notice a").forEach((link) => { link.hash = location.hash });
  addEventListener("hashchange", follow);
  follow();
  // What came into force since this page was written. Whoever cannot know says nothing.
  all("[data-versions]").forEach(async (note) => {
    try {
      const { versions, version, publication } = note.dataset;
      const now = await (await fetch(versions)).json();
      if (version ? !(now.version > version) : now.in_force == publication) return;
      if (now.in_force) {
        const tag = document.documentElement.lang + "-u-ca-gregory-nu-latn";
        const format = new Intl.DateTimeFormat([tag, "en"], { dateStyle: "long", timeZone: "UTC" });
        note.querySelector(".number").textContent = now.in_force;
        note.querySelector(".day").textContent = format.format(new Date(now.since));
        note.lastElementChild.hidden = false;
      }
      note.hidden = false;
    } catch {}
  });
}

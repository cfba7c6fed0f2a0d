{
  const list = document.querySelector(".cards");
  const cookie = /(?:^|; )language=([^;]*)/.exec(document.cookie);
  // The last one ends up first: the language of the address, else the cookie's, else the browser's.
  const wanted = [location.pathname.split("/")[1], cookie && cookie[1], ...navigator.languages];
  for (const tag of wanted.filter(Boolean).reverse()) {
    const same = (item) => item.lang.toLowerCase() == tag.toLowerCase();
    const base = (item) => item.lang.split("-")[0] == tag.split("-")[0];
    const mine = [...list.children].find(same) || [...list.children].find(base);
    if (mine) list.prepend(mine);
  }
}

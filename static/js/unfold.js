// A link to a criterion (from the strip, the matrix, a search) unfolds it; without this script one more click does.

function unfold() {
  const criterion = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  criterion?.querySelector(":scope > details")?.setAttribute("open", "");
}

addEventListener("hashchange", unfold);
unfold();

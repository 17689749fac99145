// The list of forms narrows while one types a number or words; without this script the box stays hidden.

const bare = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();

for (const box of document.querySelectorAll("[data-find]")) {
  const lines = [...box.parentElement.querySelectorAll(".pickline")];
  box.hidden = false;
  box.addEventListener("input", () => {
    const words = bare(box.value).split(/\s+/).filter(Boolean);
    for (const line of lines) {
      const text = bare(line.textContent);
      line.hidden = !line.querySelector("input").checked && !words.every((word) => text.includes(word));
    }
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}

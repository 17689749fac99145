// The movement of poor households while it is typed: the end that follows from the rest stands beside the one counted.
// Everything is worked out again on the server.
(function () {
  "use strict";
  const form = document.querySelector("form.movement-form");
  if (!form) return;

  const count = function (name) {
    const plain = form.elements[name].value.trim().replace(/[.\s]/g, "");
    return /^\d+$/.test(plain) ? Number(plain) : NaN;
  };

  const show = function () {
    for (const output of form.querySelectorAll("output[data-worked]")) {
      const kind = output.dataset.worked.toLowerCase();
      const end = count(kind + "_start") - count(kind + "_escaped") + count(kind + "_refallen") + count(kind + "_new");
      const counted = count(kind + "_end");
      const differs = !Number.isNaN(end) && !Number.isNaN(counted) && end !== counted;
      const words = String(end).replace(/\B(?=(\d{3})+$)/g, ".");
      output.textContent = Number.isNaN(end) ? "…" : words + (differs ? ", khác số cuối kỳ" : "");
      output.classList.toggle("warn", differs);
    }
  };

  form.addEventListener("input", show);
  show();
})();

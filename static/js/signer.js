// The list of signers holds those of the issuing body chosen; without this script it names, in groups, whom each signs
// for, and the server refuses the wrong one.

const issuer = document.querySelector("#id_issuer");
const signer = document.querySelector("[data-signs]");

function start() {
  const signs = JSON.parse(signer.dataset.signs);
  const whole = [...signer.children];
  const people = [...signer.querySelectorAll("option[value]:not([value=''])")].map((option) => [option.parentElement, option]);

  const offer = () => {
    const own = new Set(signs[issuer.value]);
    const chosen = signer.value;
    signer.replaceChildren(...whole);
    for (const [group, option] of people) group.append(option);
    for (const [, option] of people) if (!own.has(option.value)) option.remove();
    for (const group of signer.querySelectorAll("optgroup")) if (!group.children.length) group.remove();
    signer.value = own.has(chosen) ? chosen : "";
  };

  issuer.addEventListener("change", offer);
  addEventListener("pageshow", offer);
  offer();
}

if (issuer && signer) start();

"""Documents and what they ask for are read for every page and change a few times a year."""

from ntm_portal.triggers import changes_rarely

TRIGGERS = changes_rarely("directives_directive", "directives_directive_cites", "directives_obligation")

"""Read the coverage of the last run: rules, actions and permissions whole, the rest at least 90 %."""

import sys

import coverage

WHOLE = ("*/rules.py", "*/rules/*", "*/actions.py", "*/actions/*", "*/permissions.py", "*/permissions/*")
OVERALL = 90


def main() -> int:
    measured = coverage.Coverage()
    measured.load()
    print("Rules, actions and permissions (100 % of lines and branches wanted):")
    whole = measured.report(include=list(WHOLE))
    print(f"\nEverything ({OVERALL} % wanted):")
    overall = measured.report(show_missing=False)
    print(f"\nrules, actions, permissions {whole:.2f} %, overall {overall:.2f} %")
    return 0 if whole == 100 and overall >= OVERALL else 1


if __name__ == "__main__":
    sys.exit(main())

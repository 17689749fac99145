"""What the reports write down."""

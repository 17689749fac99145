"""What is read about accounts and the audit trail."""

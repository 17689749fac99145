"""What officers type, read and checked before an action is asked to record it."""

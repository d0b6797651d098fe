"""What a person does, without a screen: open, decide, undo, prepare, export."""

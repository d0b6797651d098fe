"""The keys of the screens. Help, the bar of keys and the palette are made from these bindings."""

"""The building blocks of every screen: frame, colours, fields, pictures. They know no workflow."""

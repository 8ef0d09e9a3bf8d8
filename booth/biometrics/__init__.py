"""What a finger or a face is worth, and whose it is: pure functions over numpy arrays, without devices or storage."""

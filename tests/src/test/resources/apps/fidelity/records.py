# Prints each file of a folder as a line, its name and its content in base64; of those whose names end with the second argument.
import base64
import os
import sys

folder, ending = sys.argv[1:]
for name in sorted(os.listdir(folder)):
    stem = name[: len(name) - len(ending)]
    if name == stem + ending and stem.isdigit():
        with open(os.path.join(folder, name), "rb") as file:
            print(stem, base64.b64encode(file.read()).decode())

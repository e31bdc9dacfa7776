# Starts script.py through jstartup with arguments and variables that break whatever treats them as text, as lines or as
# shell words: exactly these bytes must reach it. Usage: start-hostile.py JSTARTUP CWD; writes what must reach the script
# to hostile-arguments and hostile-environment, a line of base64 for each string.
import base64
import os
import sys

home = os.environb[b"HOME"]
arguments = [
    b"",
    b"two words",
    b"'single' and \"double\"",
    b"$HOME ${HOME} $(id) `id` $$",
    b"%n %i %h %% %",
    b"back\\slash \\n \\x20 \\",
    b"line one\nline two\n",
    b"tab\tand\rreturn\x1b[31m",
    "größe 日本語 \U0001f600".encode(),
    b"not UTF-8: \xff\xfe\xc3(",
    b"--name=other",
    b"; rm -rf / & | < > * ? [a] {b} ~ #",
    b"x" * 100_000,
]
environment = {
    b"HOME": home,
    b"PATH": os.environb[b"PATH"],
    b"RECORD": home + b"/records/hostile",
    b"EMPTY": b"",
    b"QUOTES": b"'single' and \"double\"",
    b"DOLLARS": b"$HOME ${HOME} $(id) `id` $$",
    b"PERCENTS": b"%n %i %h %% %",
    b"BACKSLASHES": b"back\\slash \\n \\x20 \\",
    b"LINES": b"line one\nline two\n",
    b"CONTROLS": b"tab\tand\rreturn\x1b[31m\x01",
    b"UNICODE": "größe 日本語 \U0001f600".encode(),
    b"BYTES": b"\xff\xfe\xc3(",
    b"odd.name-%x": b"a name no shell would take",
    b"EQUALS": b"a=b=c",
    b"LONG": b"y" * 100_000,
}


def expect(name, strings):
    with open(home + b"/" + name, "wb") as file:
        file.writelines(base64.b64encode(string) + b"\n" for string in strings)


expect(b"hostile-arguments", arguments)
expect(b"hostile-environment", [name + b"=" + value for name, value in environment.items()])
command = [
    sys.argv[1].encode(), b"start", home + b"/apps/script.py", b"--name", b"hostile", b"--cwd", os.fsencode(sys.argv[2]),
    b"--kill-timeout", b"5000", b"--",
]
os.execve(command[0], command + arguments, environment)

"""The command line: arguments in, exit status out.

`refextract.cli.program` is the program; every command is one module beside it.
"""

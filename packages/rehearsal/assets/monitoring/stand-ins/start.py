"""`start.py MODULE [arguments]`: Python's own switch -I keeps this folder out of its path."""
import runpy
import sys

sys.path.insert(0, "/stand-in")
module = sys.argv.pop(1)
runpy.run_module(module, run_name="__main__")

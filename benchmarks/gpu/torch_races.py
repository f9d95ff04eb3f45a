#!/usr/bin/env python3
"""torch_expert.py again and again in one process: a JSON list of its arguments a line in, its JSON line out.

    python3 torch_races.py cuda        the first line says whether PyTorch has that device
A failure is a line {"failed": why}. torch_expert.py lies beside this file or in ../baseline.
"""
import contextlib, gc, io, json, os, runpy, sys

here = os.path.dirname(os.path.abspath(__file__))
script = next(p for p in (os.path.join(here, "torch_expert.py"), os.path.join(here, "..", "baseline", "torch_expert.py")) if os.path.exists(p))


def say(answer):
    print(json.dumps(answer), flush=True)


try:
    import torch
    if sys.argv[1] == "cuda" and not torch.cuda.is_available():
        raise RuntimeError("PyTorch " + torch.__version__ + " finds no CUDA device")
    say({"torch": torch.__version__})
except Exception as failure:
    say({"failed": str(failure)})
    sys.exit(1)

for line in sys.stdin:
    sys.argv = [script] + json.loads(line)
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            runpy.run_path(script, run_name="__main__")
        say(json.loads(out.getvalue().splitlines()[-1]))
    except BaseException as failure:
        say({"failed": type(failure).__name__ + ": " + (str(failure).splitlines() or [""])[0]})
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()

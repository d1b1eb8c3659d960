"""A real JupyterLab and what a learner does in it, waiting for states of the application and never for time to pass."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import nbformat

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}
# Everything that the tests ask of the application, as functions of its front end.
HELPERS = """
window.lab = {
  panel: () => window.jupyterapp.shell.currentWidget,
  kernel: () => window.lab.panel()?.sessionContext?.session?.kernel,
  ready: () => {
    const panel = window.lab.panel();
    if (!panel?.content?.widgets?.length || !panel.isVisible) return false;
    const kernel = window.lab.kernel();
    return kernel?.connectionStatus === "connected" && kernel?.status === "idle";
  },
  run: (command) => window.jupyterapp.commands.execute(command),
  done: () => window.lab.panel().content.widgets.filter((c) => c.model.type === "code")
    .every((c) => c.model.executionState !== "running" && c.model.executionCount !== null),
};
"""


class Lab:
    """A JupyterLab server over a folder of its own, with its settings and state in temporary folders."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.work = folder / "work"
        self.work.mkdir()
        self.port, self.token = _free_port(), "testing"
        settings = folder / "settings"
        for name, values in SETTINGS.items():
            plugin, _, file = name.partition(":")
            (settings / plugin).mkdir(parents=True, exist_ok=True)
            (settings / plugin / f"{file}.jupyterlab-settings").write_text(json.dumps(values))
        environment = {
            **os.environ,
            "JUPYTERLAB_SETTINGS_DIR": str(settings),
            "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
            "JUPYTER_CONFIG_DIR": str(folder / "config"),
            "JUPYTER_DATA_DIR": str(folder / "data"),
            "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
            "IPYTHONDIR": str(folder / "ipython"),
        }
        environment.pop("RECTUTOR_FRONTEND", None)
        command = [
            sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", "--ip=127.0.0.1",
            f"--port={self.port}",
            "--ServerApp.port_retries=0", f"--IdentityProvider.token={self.token}",
            "--LabApp.expose_app_in_browser=True",
            f"--ServerApp.root_dir={self.work}",
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        ]  # fmt: skip
        self.log = open(folder / "server.log", "wb")  # noqa: SIM115 (closed with the server)
        self.process = subprocess.Popen(command, env=environment, stdout=self.log, stderr=subprocess.STDOUT)
        self._wait_until_up()

    def _wait_until_up(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/status?token={self.token}", timeout=2)
                return
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        raise RuntimeError("JupyterLab did not start:\n" + (self.folder / "server.log").read_text()[-3000:])

    def close(self) -> None:
        """Stop the server and its kernels."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()

    def end_kernels(self) -> None:
        """Begin to end all kernels: what a test has left training would slow down the next."""
        for kernel in json.load(self._ask("GET", "kernels")):
            threading.Thread(target=self._end, args=(kernel["id"],), daemon=True).start()

    def _end(self, kernel: str) -> None:
        with contextlib.suppress(OSError):  # after a file's last test, the server ends first
            self._ask("DELETE", f"kernels/{kernel}")

    def _ask(self, method: str, what: str):
        address = f"http://127.0.0.1:{self.port}/api/{what}?token={self.token}"
        return urllib.request.urlopen(urllib.request.Request(address, method=method), timeout=30)

    def write(self, name: str, cells: list[str]) -> str:
        """Write a notebook of code cells into the served folder."""
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        )
        nbformat.write(notebook, self.work / name)
        return name

    def open_lesson(self, page, name: str) -> Notebook:
        """Open a copy of a lesson."""
        shutil.copy(NOTEBOOKS / name, self.work)
        return self.open(page, name)

    def open(self, page, name: str, kernel: bool = True) -> Notebook:
        """Open a notebook and wait until its kernel is connected and idle."""
        page.goto(f"http://127.0.0.1:{self.port}/lab/tree/{name}?token={self.token}&reset")
        page.wait_for_function("window.jupyterapp !== undefined", timeout=60_000)
        page.evaluate("window.jupyterapp.restored.then(() => true)")
        page.evaluate(HELPERS)
        page.wait_for_function("window.lab.panel()?.context?.isReady")
        if kernel:
            page.evaluate("window.lab.panel().sessionContext.ready.then(() => true)")
            page.wait_for_function("window.lab.ready()", timeout=60_000)
        return Notebook(self, page, name)


class Notebook:
    """An open notebook."""

    def __init__(self, lab: Lab, page, name: str):
        self.lab, self.page, self.name = lab, page, name

    def run_all(self, wait: bool = True) -> None:
        """Run all cells, and wait until the kernel has finished them."""
        self.page.evaluate("void window.lab.run('notebook:run-all-cells')")
        if wait:
            self.page.wait_for_function("window.lab.done() && window.lab.kernel().status === 'idle'", timeout=120_000)

    def run_cell(self, index: int) -> None:
        """Run one cell, and wait until the kernel has finished it."""
        self.page.evaluate(
            "(i) => { const n = window.lab.panel().content; n.activeCellIndex = i; n.deselectAll(); }", index
        )
        self.page.evaluate("window.lab.run('notebook:run-cell').then(() => true)")

    def execute(self, code: str) -> str:
        """Execute code in the notebook's kernel, as a console beside it would; return what it prints."""
        return self.page.evaluate(
            """async (code) => {
              const asked = { code, silent: false, store_history: false, allow_stdin: true };
              const future = window.lab.kernel().requestExecute(asked);
              let text = "";
              future.onIOPub = ({ header, content }) => {
                if (header.msg_type === "stream") text += content.text;
                if (header.msg_type === "error") text += content.ename + ": " + content.evalue;
              };
              await future.done;
              return text;
            }""",
            code,
        ).strip()

    def until(self, condition: str, seconds: float = 20) -> bool:
        """Ask the kernel again and again whether the condition holds; return whether it did in time.

        Between the questions the kernel hears what the page has to tell it.
        """
        deadline = time.monotonic() + seconds
        while self.execute(f"print(bool({condition}))") != "True":
            if time.monotonic() > deadline:
                return False
            self.page.wait_for_timeout(50)
        return True

    def save(self) -> None:
        """Save and wait until it is on disk."""
        self.page.evaluate("window.lab.panel().context.save().then(() => true)")

    def interrupt(self) -> None:
        """Press the kernel's interrupt."""
        self.page.evaluate("window.lab.kernel().interrupt().then(() => true)")

    def kill_kernel(self) -> None:
        """Let the kernel's process die."""
        code = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
        self.page.evaluate("(code) => void window.lab.kernel().requestExecute({ code })", code)

    def cell_with(self, text: str) -> int:
        """Return the number of the code cell that contains `text`."""
        return self.page.evaluate(
            "(text) => window.lab.panel().content.widgets.findIndex((c) => c.model.type === 'code' && "
            "c.model.sharedModel.source.includes(text))",
            text,
        )

    def errors(self) -> list[str]:
        """Return what the cells raised."""
        return self.page.evaluate(
            "window.lab.panel().content.widgets.flatMap((c) => c.model.outputs?.toJSON() ?? [])"
            ".filter((o) => o.output_type === 'error').map((o) => o.ename + o.evalue)"
        )

    def player(self, index: int = 0):
        """The `index`-th component of the page."""
        return self.page.locator(".rectutor").nth(index)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

"""Runs jupyter_kernel_test against the installed kernel `dropout-lab`."""

import unittest

import jupyter_kernel_test as jkt


class DropoutLabTests(jkt.KernelTests):
    kernel_name = "dropout-lab"
    language_name = "typescript"
    file_extension = ".ts"

    def execute_helper(self, *args, **kwargs):
        """The suite gives each output 0.1 s, which is too short on a busy machine."""
        channel = self.kc.iopub_channel
        get_msg = jkt.ensure_sync(channel.get_msg)
        channel.get_msg = lambda timeout: get_msg(timeout=jkt.TIMEOUT)
        try:
            return super().execute_helper(*args, **kwargs)
        finally:
            del channel.get_msg

    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oops')"
    completion_samples = [
        {"text": "[1, 2].findLastI", "matches": {"findLastIndex"}},
        {"text": "process.platfor", "matches": {"platform"}},
    ]
    complete_code_samples = ["1", "const x = 1", "function f() {\n  return 1\n}", "`a\nb`"]
    incomplete_code_samples = ["function f() {", "const x = [1,", "if (true) {\n", "`open"]
    invalid_code_samples = ["const = 1", "1 +* 2", "}"]
    code_generate_error = "throw new Error('on purpose')"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "'a' + 'b'", "result": "'ab'"},
        {"code": "await Promise.resolve([1, 2])", "result": "[ 1, 2 ]"},
    ]
    code_display_data = [
        {
            "code": "jupyter.display({ 'text/html': '<b>bold</b>' }, { raw: true })",
            "mime": "text/html",
        },
        {
            "code": "import * as tslab from 'tslab'; tslab.display.png(new Uint8Array([1]))",
            "mime": "image/png",
        },
    ]
    code_history_pattern = "6 [*] 7"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "parseInt"
    code_clear_output = "jupyter.clearOutput()"


class DropoutLabWelcomeTests(jkt.IopubWelcomeTests):
    kernel_name = "dropout-lab"
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main()

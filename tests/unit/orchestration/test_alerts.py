import http.server
import json
import threading
from collections.abc import Iterator

import pytest

from orchestration.alerts import Failure, message, send
from orchestration.hooks import alert

FAILURE = Failure("refresh", "0123456789ab", "load", "ValueError: 坏数据")


@pytest.fixture
def sink() -> Iterator[tuple[str, list[dict[str, object]]]]:
    """A web server on this machine that keeps what it is sent."""
    taken: list[dict[str, object]] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(500 if self.path == "/broken" else 200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", taken
    server.shutdown()
    thread.join()
    server.server_close()


def test_receiver_gets_what_it_understands() -> None:
    text = "Warehouse run failed: refresh, step load (run 01234567)\nValueError: 坏数据"
    assert message("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k", FAILURE) == {
        "msgtype": "text",
        "text": {"content": text},
    }
    assert message("https://oapi.dingtalk.com/robot/send", FAILURE)["text"] == {"content": text}
    assert message("https://open.feishu.cn/open-apis/bot/v2/hook/h", FAILURE) == {
        "msg_type": "text",
        "content": {"text": text},
    }
    assert message("https://example.org/hook", FAILURE) == {
        "event": "run_failed",
        "job": "refresh",
        "run_id": "0123456789ab",
        "step": "load",
        "error": "ValueError: 坏数据",
        "text": text,
    }


def test_alert_arrives(sink: tuple[str, list[dict[str, object]]]) -> None:
    url, taken = sink
    send(url, FAILURE)
    assert [sent["error"] for sent in taken] == ["ValueError: 坏数据"]


@pytest.mark.parametrize("path", ["/broken", None])
def test_dead_webhook_is_a_warning(
    sink: tuple[str, list[dict[str, object]]], path: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALERT_WEBHOOK_URL", sink[0] + path if path else "file:///etc/passwd")
    told: list[str] = []
    alert(FAILURE, told.append)
    assert told[0].startswith("Warehouse run failed")
    assert told[1].startswith("the alert could not be delivered")


def test_without_a_webhook_the_log_still_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALERT_WEBHOOK_URL", raising=False)
    told: list[str] = []
    alert(FAILURE, told.append)
    assert len(told) == 1


def test_long_error_is_cut() -> None:
    assert len(Failure("j", "r", "s", "x" * 100_000).text) < 2000

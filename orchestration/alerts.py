"""Telling people that a run failed, by a webhook."""

import json
import urllib.request
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

TIMEOUT_SECONDS = 10
_LONGEST_ERROR = 1500


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed run, as far as an alert tells it; `step` is empty if no step was at work."""

    job: str
    run_id: str
    step: str
    error: str

    @property
    def text(self) -> str:
        where = f", step {self.step}" if self.step else ""
        return f"Warehouse run failed: {self.job}{where} (run {self.run_id[:8]})\n{self.error[:_LONGEST_ERROR]}"


def message(url: str, failure: Failure) -> dict[str, object]:
    """Return the JSON that the receiver of this address understands.

    WeCom (企业微信) and DingTalk (钉钉) robots take one form, Feishu (飞书) another; everybody else gets plain fields.
    """
    host = urlsplit(url).hostname or ""
    if host.endswith(("qyapi.weixin.qq.com", "oapi.dingtalk.com")):
        return {"msgtype": "text", "text": {"content": failure.text}}
    if host.endswith(("open.feishu.cn", "open.larksuite.com")):
        return {"msg_type": "text", "content": {"text": failure.text}}
    return {"event": "run_failed", **asdict(failure), "text": failure.text}


def send(url: str, failure: Failure) -> None:
    """Post the alert.

    Raises:
        ValueError: the address is not an http or https one.
        OSError: nobody took it.

    """
    if urlsplit(url).scheme not in ("http", "https"):
        raise ValueError("ALERT_WEBHOOK_URL must begin with http:// or https://")
    request = urllib.request.Request(  # noqa: S310 - the scheme is checked above
        url,
        data=json.dumps(message(url, failure), ensure_ascii=False).encode(),
        headers={"Content-Type": "application/json; charset=utf-8"},
        method="POST",
    )
    with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS):  # noqa: S310
        pass

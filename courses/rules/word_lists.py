"""The words that rules look for: short lists, so that no author is stopped by a false alarm."""

from __future__ import annotations

FILLERS = (
    "trong thời đại 4.0", "thời đại công nghệ số hiện nay", "thời đại số hiện nay", "không thể phủ nhận",
    "ngày nay, với sự phát triển", "với sự phát triển không ngừng", "với sự phát triển mạnh mẽ", "hãy cùng tìm hiểu",
    "cùng tìm hiểu nhé", "tóm lại,", "như chúng ta đã biết", "như chúng ta đều biết", "trong bối cảnh hiện nay",
    "đóng vai trò vô cùng quan trọng", "có thể nói rằng",
)  # fmt: skip
"""Phrases that say nothing."""

CATCH_ALLS = (
    "tất cả các ý", "tất cả các phương án", "tất cả các đáp án", "tất cả đều đúng", "tất cả ý trên",
    "tất cả đáp án trên", "tất cả phương án trên", "cả ba ý trên", "cả hai ý trên", "cả ba phương án",
    "cả hai phương án", "cả ba đáp án", "cả hai đáp án", "cả a và b", "cả a, b và c", "không ý nào đúng",
    "không có phương án nào đúng", "không có đáp án nào đúng",
)  # fmt: skip
"""Options that stand for other options."""

SERVICES = (
    "VNeID", "VssID", "Zalo", "Facebook", "Messenger", "CH Play", "Google Play", "App Store", "YouTube", "TikTok",
    "Google", "Gmail", "Shopee", "Lazada", "ChatGPT", "Gemini", "Copilot", "Cổng Dịch vụ công", "Cổng dịch vụ công",
)  # fmt: skip
"""Services and apps whose name, screens or rules change."""

_ENGLISH = (
    "online offline app apps click link links file files password download upload smartphone account login logout "
    "check follow inbox livestream deepfake hotline website fanpage like share shop ship shipper feedback update"
)
ENGLISH = frozenset(_ENGLISH.split())
"""English words that have a plain Vietnamese one."""

_ABBREVIATIONS = (
    "OTP CCCD CMND UBND HĐND BHYT BHXH TTHC DVC PIN URL HTTPS AI IP VPN PDF OCOP TMĐT CSDL CNTT CĐS QR USB GPS NFC "
    "CSGT TTHCC HTX VBQPPL ATTT THPT THCS"
)
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
"""Short forms that a citizen's course explains where it uses them first."""

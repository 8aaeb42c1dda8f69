"""Every way in: parse, call one service, render."""

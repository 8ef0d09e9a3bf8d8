"""The supervisor's pages: the day, approval, what waits to be sent, the officers."""

"""From the booth to the office: sealed packets, a durable queue, the wire, and the office that receives."""

"""Who may use the web app: accounts, sessions, tokens, roles, and the gate before every page and endpoint."""

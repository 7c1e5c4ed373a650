"""The subcommands of `hoibaocao`, one module each."""

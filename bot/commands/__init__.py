"""The commands of `sektor` that do not need a running bot, one module each."""

"""The gateway: https://discord.com/developers/docs/events/gateway"""

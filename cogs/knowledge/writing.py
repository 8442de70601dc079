"""/kb write, edit"""


class Writing:
    pass

import os


class Login:
    # #region token
    def token(self, user):
        # [START secret]
        value = os.environ["TOKEN"]
        # [END secret]
        return f"{user}:{value}"

    # #endregion token

    def leave(self):
        return "{% leave %} <b>"

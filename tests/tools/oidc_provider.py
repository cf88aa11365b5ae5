"""A provider of OpenID Connect on loopback: it knows one person, and can be told to vouch for them wrongly.

Authorization code flow with PKCE: discovery, authorize (who comes is signed in at once), token, keys, end of session.
"""

import base64
import hashlib
import secrets
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT_ID, CLIENT_SECRET = "europaprofil-test", "secret-of-the-test-client"


def _key():
    return RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})


@dataclass
class Provider:
    """`claims` are those of the next ID token, over the provider's own; a claim of None is left out of it.

    `signed_by` is the key that signs, `keys` what the provider tells the world; `endings` counts ended sessions and
    `refusals` holds why requests were refused.
    """

    url: str
    claims: dict = field(default_factory=dict)
    keys: KeySet = field(default_factory=lambda: KeySet([_key()]))
    signed_by: RSAKey | None = None
    codes: dict = field(default_factory=dict)
    endings: int = 0
    refusals: list = field(default_factory=list)

    def refuse(self, why):
        self.refusals.append(why)
        return JSONResponse({"error": "invalid_request", "error_description": why}, status_code=400)

    def id_token(self, nonce):
        now = int(time.time())
        own = {"iss": self.url, "aud": CLIENT_ID, "sub": "1", "nonce": nonce, "iat": now, "exp": now + 600}
        claims = {name: value for name, value in {**own, **self.claims}.items() if value is not None}
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.signed_by or self.keys.keys[0])

    async def discovery(self, _):
        return JSONResponse(
            {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/keys",
                "end_session_endpoint": f"{self.url}/end",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def authorize(self, request):
        asked = request.query_params
        if asked.get("client_id") != CLIENT_ID or asked.get("response_type") != "code":
            return self.refuse("unknown client")
        if asked.get("code_challenge_method") != "S256" or "nonce" not in asked:
            return self.refuse("no PKCE or no nonce")
        code = secrets.token_urlsafe(16)
        self.codes[code] = dict(asked)
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}", 302)

    async def token(self, request):
        form = await request.form()
        asked = self.codes.pop(form.get("code"), None)
        if asked is None or form.get("redirect_uri") != asked["redirect_uri"]:
            return self.refuse("unknown code")
        basic = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {basic}":
            return self.refuse("wrong client secret")
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).decode()
        if challenge.rstrip("=") != asked["code_challenge"]:
            return self.refuse("wrong code verifier")
        return JSONResponse({"access_token": "a", "token_type": "Bearer", "id_token": self.id_token(asked["nonce"])})

    async def public_keys(self, _):
        return JSONResponse(self.keys.as_dict(private=False))

    async def end(self, request):
        self.endings += 1
        return RedirectResponse(request.query_params["post_logout_redirect_uri"], 302)

    async def favicon(self, _):
        return Response(status_code=204)


@contextmanager
def running():
    """Give a provider that runs until the block ends."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    provider = Provider(f"http://127.0.0.1:{listening.getsockname()[1]}")
    app = Starlette(
        routes=[
            Route("/.well-known/openid-configuration", provider.discovery),
            Route("/authorize", provider.authorize),
            Route("/token", provider.token, methods=["POST"]),
            Route("/keys", provider.public_keys),
            Route("/end", provider.end),
            Route("/favicon.ico", provider.favicon),
        ]
    )
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.should_exit = True
        thread.join(10)

"""The Flask extensions, unbound; the factory binds them."""

from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_socketio import SocketIO
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect

from app.models.base import Base

db = SQLAlchemy(metadata=Base.metadata, disable_autonaming=True)
migrate = Migrate(render_as_batch=True)
csrf = CSRFProtect()
babel = Babel()
limiter = Limiter(get_remote_address, storage_uri="memory://")
socketio = SocketIO()

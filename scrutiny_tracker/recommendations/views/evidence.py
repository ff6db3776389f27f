"""Evidence files as downloads, for those who may read what they stand beside."""

from __future__ import annotations

from flask import Response

from ...core.access import allow, may, may_read_closed, principal
from ...core.errors import NotFound
from ...core.files import as_download
from ...rules.lifecycle import UpdateState
from ...rules.permissions import Permission
from ...rules.publicity import Publicity
from ..models import Recommendation
from ..queries.evidence import get_file, list_publicity_of_evidence, list_updates_with
from ..queries.one import get_recommendation, matter_of
from ..queries.updates import matter_of_update
from .blueprint import blueprint


@blueprint.get("/recommendations/<reference>/files/<int:file_id>")
@allow(Permission.HOUSE_READ)
def evidence_file(reference: str, file_id: int) -> Response:
    recommendation = get_recommendation(reference)
    if not may_read_evidence(recommendation, file_id):
        raise NotFound("There is no such file, or it is not yours to see.")
    return as_download(get_file(file_id))


def may_read_evidence(recommendation: Recommendation, file_id: int) -> bool:
    """Whether whoever asks reads an entry or an update of this recommendation that carries the file."""
    said = list_publicity_of_evidence(recommendation, file_id)
    if Publicity.PUBLIC in said or (said and may_read_closed(matter_of(recommendation))):
        return True
    for update, action in list_updates_with(recommendation, file_id):
        matter = matter_of_update(update, action, recommendation)
        is_mine = update.author_id == principal().person_id
        team = update.state is not UpdateState.DRAFT and may(Permission.UPDATE_READ_UNSHOWN, matter)
        if (is_mine or team) and (update.publicity is Publicity.PUBLIC or may_read_closed(matter)):
            return True
    return False

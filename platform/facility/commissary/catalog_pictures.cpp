// Pictures of what is sold. They come one by one, for an item that is there already.
#include "platform/facility/commissary/catalog_rows.h"

namespace dayroom::facility {

Status Catalog::set_picture(Work& work, std::string_view item, const std::optional<wire::Photo>& picture) {
    auto stored = TRY(find(work.db(), item));
    if (!stored || !stored->active) return Error(ErrorCode::kNotFound, "no such item is sold");
    wire::CatalogItem body = stored->item;
    body.clear_stock();
    body.clear_picture();
    std::optional<ByteView> sha256;
    if (picture) {
        *body.mutable_picture() = *picture;
        sha256 = as_bytes(picture->sha256());
    }
    const bool same = stored->item.has_picture() == picture.has_value() &&
                      (!picture || stored->item.picture().sha256() == picture->sha256());
    if (same) return {};
    const std::string bytes = body.SerializeAsString();
    TRY(work.db().run("UPDATE catalog_item SET picture = $2, body = $3 WHERE code = $1", item, sha256,
                      database::blob(bytes)));
    body.set_stock(stored->item.stock());
    stored->item = std::move(body);
    TRY(release_item(work, *stored));
    return work.audit(record::Event::kCommissaryChanged, work.facility(), "picture");
}

Result<bool> Catalog::shows(database::Connection& connection, const crypto::Digest& sha256) {
    return TRY(connection.number("SELECT count(*) FROM catalog_item WHERE picture = $1 AND active = 1", sha256)) > 0;
}

}  // namespace dayroom::facility

// What the commissary sells: categories and items, replaced as a whole by each import, sealed and fed to the facility's
// scope. An item is released again when it changed, and when it becomes sold out or available again: never for each
// order, for a shared scope takes no frequent data.
//
// Writes: the writer thread. Stock is what can still be ordered: units of submitted orders are taken off already.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "platform/crypto/hash.h"
#include "platform/facility/commissary/types.h"
#include "platform/facility/feed/work.h"

namespace dayroom::facility {

/// Pictures are no part of it: an item has the one that was set for its code (Catalog::set_picture).
struct CatalogImport {
    struct Item {
        int line = 0;  // where it stands, for the report; from 1
        wire::CatalogItem item;
        std::optional<std::int64_t> stock;  // nothing: as it is, not counted when the item is new; -1: not counted
    };
    struct Category {
        int line = 0;
        wire::CatalogCategory category;
    };
    std::optional<std::vector<Category>> categories;  // nothing: those that are here stay
    std::vector<Item> items;
};
struct ImportProblem {
    int line = 0;
    std::string code;  // of the item or category; may be empty
    std::string problem;
};
struct ImportReport {
    std::vector<ImportProblem> problems;  // none: it may be applied
    int items = 0;
    int categories = 0;
    int added = 0;      // items
    int changed = 0;    // items
    int withdrawn = 0;  // items
};

class Catalog {
public:
    /// What import() would do. Any connection.
    static Result<ImportReport> check(database::Connection& connection, const CatalogImport& import);
    /// All of it, or nothing when a line is wrong: then kInvalid, and check() says what. What is not in it is no
    /// longer sold; orders that hold it stay.
    static Result<ImportReport> import(Work& work, const CatalogImport& import);
    /// What is there of one item; -1: not counted. kNotFound for an item that is not sold.
    static Status set_stock(Work& work, std::string_view item, std::int64_t stock);
    /// What terminals show of it from now on; nothing: none. It stays over imports, also while the item is not sold.
    /// The picture is kept before, as a blob (Messages::add_blob). kNotFound for an item that is not sold.
    static Status set_picture(Work& work, std::string_view item, const std::optional<wire::Photo>& picture);
    /// Whether it is the picture of something that is sold: every terminal may have it then.
    static Result<bool> shows(database::Connection& connection, const crypto::Digest& sha256);
    /// Takes `units` off the stock. `reserved`: whether the item is counted. kConflict "out_of_stock".
    struct Taken {
        bool reserved = false;
    };
    static Result<Taken> take(Work& work, std::string_view item, int units);
    /// Gives back what take() had reserved.
    static Status give_back(Work& work, std::string_view item, int units);

    // ---- reads, on any connection
    static Result<std::optional<StoredItem>> find(database::Connection& connection, std::string_view item);
    /// By category, position, code.
    static Result<std::vector<StoredItem>> items(database::Connection& connection, bool with_inactive);
    static Result<std::vector<StoredCategory>> categories(database::Connection& connection, bool with_inactive);
};

}  // namespace dayroom::facility

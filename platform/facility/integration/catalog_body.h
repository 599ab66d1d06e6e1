// A catalogue as it comes from outside, in JSON or CSV: read line by line, and each wrong line named.
#pragma once

#include "platform/facility/commissary/catalog.h"
#include "platform/facility/integration/json_body.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxCatalogBytes = 8 * 1024 * 1024;

struct ReadCatalog {
    CatalogImport import;
    std::vector<ImportProblem> problems;  // lines that could not be read: they are not in `import`
};

/// Members "items" and optional "categories": lists of objects.
ReadCatalog read_catalog_json(JsonBody& body);
/// Member "csv": its first row names the columns. Required: code, category, name_en, price_cents. Optional:
/// name_<language>, note_<language>, allergens and diets (codes with spaces between), max_units, stock (empty: as it
/// is), exempt_from_limit (yes or no), position. Optional member "categories" as in JSON.
ReadCatalog read_catalog_csv(JsonBody& body);

}  // namespace dayroom::facility

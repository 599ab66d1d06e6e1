// Private to platform/facility/admin: what is exported. Keys, PINs and the secrets of tokens are in no list.
#pragma once

#include <span>
#include <vector>

namespace dayroom::facility {

struct ExportColumn {
    enum class Kind { kNumber, kText, kId, kHex, kFacility, kPrice, kForm, kAnswers, kNotice, kCard };
    const char* name;
    Kind kind;
};
struct ExportTable {
    const char* name;
    const char* order;
    std::vector<ExportColumn> columns;
};
std::span<const ExportTable> export_tables();
/// Contacts, messages and what goes with them. Drafts are in no list: the hub cannot read them.
const std::vector<ExportTable>& messaging_tables();

}  // namespace dayroom::facility

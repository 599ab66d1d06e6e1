// Private to platform/facility/admin: what is exported. Keys, PINs and the secrets of tokens are in no list.
#pragma once

#include <span>
#include <vector>

namespace dayroom::facility {

struct ExportColumn {
    enum class Kind {
        kNumber,
        kText,
        kId,
        kHex,
        kFacility,
        kPrice,
        kForm,
        kAnswers,
        kNotice,
        kDocument,
        kSchedule,
        kAppointment,
        kCard,
        kCatalogCategory,
        kCatalogItem,
        kOrderLine,
        kPhoneTerms,
        kVisitTerms
    };
    const char* name;
    Kind kind;
};
/// Short names of the kinds that nearly every column is of.
namespace export_kind {
inline constexpr auto kNumber = ExportColumn::Kind::kNumber;
inline constexpr auto kText = ExportColumn::Kind::kText;
inline constexpr auto kId = ExportColumn::Kind::kId;
inline constexpr auto kHex = ExportColumn::Kind::kHex;
}  // namespace export_kind
struct ExportTable {
    const char* name;
    const char* order;
    std::vector<ExportColumn> columns;
};
std::span<const ExportTable> export_tables();
/// The trust office's rules and its work.
const std::vector<ExportTable>& trust_tables();
/// Proof of the books, people who left, and accounts that came or went.
const std::vector<ExportTable>& books_tables();
/// Contacts, messages and what goes with them. Drafts are in no list: the hub cannot read them.
const std::vector<ExportTable>& messaging_tables();
/// Rates, numbers and calls.
const std::vector<ExportTable>& phone_tables();
/// How visits are offered, visits, and who is kept apart.
const std::vector<ExportTable>& visit_tables();
/// The catalogue, order windows, what residents may order, and orders.
const std::vector<ExportTable>& commissary_tables();

}  // namespace dayroom::facility

// What the staff API and the published format show of the commissary.
#pragma once

#include <nlohmann/json.hpp>

#include "platform/facility/commissary/commissary.h"

namespace dayroom::facility {

nlohmann::json view(const StoredItem& item);
nlohmann::json view(const StoredCategory& category);
nlohmann::json view(const StoredWindow& window);
nlohmann::json view(const StoredWindowRule& rule);
nlohmann::json view(const Restrictions& restrictions);
nlohmann::json view(const ImportReport& report);
nlohmann::json view(const OrderSummary& order);

/// {"en": "…", "es": "…"}
nlohmann::json texts_view(const google::protobuf::RepeatedPtrField<wire::LocalText>& texts);
std::string english_of(const google::protobuf::RepeatedPtrField<wire::LocalText>& texts);

}  // namespace dayroom::facility

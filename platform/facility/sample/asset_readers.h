// The readers of single asset files; assets.cpp puts them together.
#pragma once

#include "platform/facility/sample/assets.h"

namespace dayroom::facility::sample {

Result<Phrases> read_language(const std::filesystem::path& file);
Result<std::map<std::string, Names>> read_names(const std::filesystem::path& file);
Result<FacilityTexts> read_facility_texts(const std::filesystem::path& facility_file,
                                          const std::filesystem::path& notices_file);
Result<std::vector<wire::Form>> read_sample_forms(const std::filesystem::path& file);
Result<wire::PhoneTerms> read_phone_texts(const std::filesystem::path& file);
Result<VisitTexts> read_visit_texts(const std::filesystem::path& file);
Result<ScheduleTexts> read_schedule_texts(const std::filesystem::path& file);
/// A handbook (platform/documents); kInvalid with the first line that is wrong.
Result<wire::Document> read_sample_document(const std::filesystem::path& file);
Result<CommissaryTexts> read_commissary_texts(const std::filesystem::path& file);
Result<std::map<std::string, std::vector<RequestTexts>>> read_request_texts(const std::filesystem::path& file);

}  // namespace dayroom::facility::sample

// Puts a SampleFacility into a new hub through the hub's own services, in the order in which things happened, so that
// every balance, hold, seal and feed row is made the way a running hub makes it, and the tie-out is clean.
//
// The clock of that history is the loader's own. Its deeds are nobody's: they do not enter the audit log. Run it on a
// hub that serves nobody; on an error the database holds part of the sample and is to be made anew.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "platform/crypto/keys.h"
#include "platform/database/connection.h"
#include "platform/facility/messages/blob_files.h"
#include "platform/facility/sample/sample_facility.h"
#include "platform/pages/page_answer.h"

namespace dayroom::facility::sample {

/// A document that staff attach, with its pages as they were drawn.
struct SampleDocument {
    std::string name;
    Bytes file;
    std::vector<pages::Page> pages;
};

struct LoadTarget {
    database::Connection& connection;  // from open_writer(); nobody else writes meanwhile
    FacilityId facility;               // as created by `init`
    const crypto::SigningKey& seal;    // the hub's
    Random& random;                    // for vault keys and transfer ids: the system's, except in tests
    BlobFiles& blobs;
    std::optional<SampleDocument> document = {};  // goes with answers to who asked for a copy
};

struct LoadReport {
    int residents = 0;
    int contacts = 0;
    int messages = 0;
    int photos = 0;    // attached
    int pictures = 0;  // different ones
    int cards = 0;
    int appeals = 0;
    int deposits = 0;
    int spendings = 0;
    int skipped = 0;  // wishes that the ledger had no money for
    int orders = 0;
    int requests = 0;
    int notices = 0;
    int appointments = 0;
};

/// The facility's record, units of the same name and forms of the same code are replaced; everything else is added.
Result<LoadReport> load_sample(const SampleFacility& sample, const LoadTarget& target);

/// The demo's sheet, mode 0600: a line "unit NAME", then "NUMBER PIN ready|first GIVEN FAMILY" for each resident.
Status write_resident_sheet(const SampleFacility& sample, const std::filesystem::path& file);

}  // namespace dayroom::facility::sample

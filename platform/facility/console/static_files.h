// The console's page: files of one folder, read once at start and served from memory. Nothing is ever looked up on disk
// by a name that came from outside.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "platform/facility/http/router.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxStaticFiles = 400;
inline constexpr std::size_t kMaxStaticFileBytes = 4 * 1024 * 1024;
inline constexpr std::size_t kMaxStaticBytes = 32 * 1024 * 1024;

/// What every answer of the staff listener carries (OWASP secure headers): the page loads nothing from elsewhere, runs
/// no inline script, is framed by nobody and tells nobody where it came from.
inline constexpr const char* kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src "
    "'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
std::vector<http::Header> console_headers();

class StaticFiles {
public:
    /// Every regular file of `folder` (sub-folders and links are left out) whose name is letters, digits, ".-_" and
    /// whose extension is known. kNotFound without index.html; kTooLarge beyond a limit; kIo.
    static Result<StaticFiles> read(const std::filesystem::path& folder);

    struct File {
        std::string content_type;
        std::string etag;  // with its quotes
        std::shared_ptr<const std::string> content;
    };
    /// Nothing for a name that is not there.
    const File* find(std::string_view name) const;
    std::size_t size() const { return files_.size(); }

private:
    std::map<std::string, File, std::less<>> files_;
};

/// /console/ (index.html) and /console/{file}, for everybody; /console leads there. `files` outlives the router.
void add_static_routes(http::Router& router, const StaticFiles& files);

}  // namespace dayroom::facility

// Whether a request can be answered at all: by what it says, and by what the backend can do.
#pragma once

#include "dateline/capabilities.hpp"
#include "dateline/searcher.hpp"

namespace dateline {

/// Error usage where options contradict each other, a value is out of its range, or the request
/// needs a capability that is not there.
Status check_request(const SearchRequest& request, const Capabilities& capabilities);

/// Error usage without the capability; for what is not asked for by a SearchRequest.
Status check_capability(Capability capability, const Capabilities& capabilities);

}  // namespace dateline

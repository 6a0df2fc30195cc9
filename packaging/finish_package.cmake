# Run by CPack on what it is about to pack: Debian wants manual pages and change logs compressed, and each package's licence
# and changes under its own name.
set(packages programs:dateline libraries:libdateline development:libdateline-dev)
foreach(entry IN LISTS packages)
  string(REPLACE ":" ";" entry ${entry})
  list(GET entry 0 component)
  list(GET entry 1 package)
  set(root ${CPACK_TEMPORARY_DIRECTORY}/${component})
  if(NOT EXISTS ${root})
    continue()
  endif()
  set(documents ${root}/usr/share/doc/${package})
  file(MAKE_DIRECTORY ${documents})
  file(COPY ${CPACK_DATELINE_SOURCE}/packaging/debian/copyright DESTINATION ${documents}
       FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
  file(COPY ${CPACK_DATELINE_CHANGELOG} DESTINATION ${documents}
       FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
  # The units were configured for another prefix.
  execute_process(COMMAND find ${root}/usr/lib/systemd ${documents} -type f
                          -exec sed -i s|${CPACK_DATELINE_BINDIR}/|/usr/bin/|g {} + ERROR_QUIET)
  execute_process(COMMAND find ${root}/usr/share/man ${documents}/changelog -type f -exec gzip -9n {} +
                  ERROR_QUIET)
endforeach()

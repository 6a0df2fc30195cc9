# Completion for bash, zsh and fish: each program writes its own from the options that it reads.

# dateline_completion(program shell folder file)
function(dateline_completion program shell folder file)
  set(script ${PROJECT_BINARY_DIR}/completions/${shell}/${file})
  add_custom_command(
    OUTPUT ${script}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/completions/${shell}
    COMMAND ${program} --completion ${shell} > ${script}
    DEPENDS ${program} VERBATIM)
  add_custom_target(${program}-${shell}-completion ALL DEPENDS ${script})
  install(FILES ${script} DESTINATION ${CMAKE_INSTALL_DATADIR}/${folder})
endfunction()

foreach(program IN LISTS dateline_programs)
  dateline_completion(${program} bash bash-completion/completions ${program})
  dateline_completion(${program} zsh zsh/vendor-completions _${program})
  dateline_completion(${program} fish fish/vendor_completions.d ${program}.fish)
endforeach()

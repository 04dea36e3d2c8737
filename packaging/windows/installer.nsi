; SPDX-License-Identifier: GPL-3.0-or-later
; The installer: for one user, without an administrator. Made by installer.py, which defines
; VERSION, BUNDLE (folder of the program), INSTALLED and REMOVED (lists of its files) and OUTPUT.
;
;   Setup /S /D=C:\any folder   installs silently; /D= comes last and takes no quotes
;   uninstall /S                      removes silently; the user's own work stays

Unicode true
Target amd64-unicode ; as the program is
ManifestSupportedOS Win10
ManifestDPIAware true
ManifestLongPathAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 32

Name "Jiaozi"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\Jiaozi"
InstallDirRegKey HKCU "Software\Jiaozi" "Folder" ; where an older version is, the new one goes
BrandingText "Jiaozi 校字 ${VERSION}"

!include MUI2.nsh
!include FileFunc.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Jiaozi"
!define CLASSES "Software\Classes"
!define PROGRAM "jiaoziw.exe"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

; The one that fits the user's Windows is used, or else the first.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "TradChinese"

LangString RUNNING ${LANG_ENGLISH} "Jiaozi is running. Close its windows, then choose Retry. Nothing you typed is lost: every key is saved."
LangString RUNNING ${LANG_SIMPCHINESE} "校字正在运行。请关闭它的窗口，然后选“重试”。已输入的内容不会丢失：每一次按键都已保存。"
LangString RUNNING ${LANG_TRADCHINESE} "校字正在執行。請關閉它的視窗，然後選「重試」。已輸入的內容不會遺失：每一次按鍵都已儲存。"
LangString FAILED ${LANG_ENGLISH} "Not all files could be written. Is the disk full? Nothing you typed is lost; install again when there is room."
LangString FAILED ${LANG_SIMPCHINESE} "有文件无法写入。磁盘是否已满？已输入的内容不会丢失；腾出空间后请重新安装。"
LangString FAILED ${LANG_TRADCHINESE} "有檔案無法寫入。磁碟是否已滿？已輸入的內容不會遺失；騰出空間後請重新安裝。"
LangString OWN_WORK ${LANG_ENGLISH} "Also delete your own work: the saved sessions (what you typed and have not saved as a project), and your settings? This cannot be undone. Project and subtitle files that you saved elsewhere are not touched."
LangString OWN_WORK ${LANG_SIMPCHINESE} "是否同时删除您自己的工作内容，即自动保存的编辑记录（尚未另存为工程的内容）和设置？此操作无法撤销。您另存在别处的工程和字幕文件不受影响。"
LangString OWN_WORK ${LANG_TRADCHINESE} "是否同時刪除您自己的工作內容，即自動儲存的編輯記錄（尚未另存為專案的內容）和設定？此動作無法復原。您另存在別處的專案和字幕檔不受影響。"
LangString SUBTITLES ${LANG_ENGLISH} "Subtitles"
LangString SUBTITLES ${LANG_SIMPCHINESE} "字幕文件"
LangString SUBTITLES ${LANG_TRADCHINESE} "字幕檔"
LangString PROJECT ${LANG_ENGLISH} "Jiaozi project"
LangString PROJECT ${LANG_SIMPCHINESE} "校字工程"
LangString PROJECT ${LANG_TRADCHINESE} "校字專案"

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Jiaozi"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Jiaozi 校字"
VIAddVersionKey "CompanyName" "The Jiaozi authors"
VIAddVersionKey "LegalCopyright" "GPL-3.0-or-later"

; A running program's file cannot be opened for writing. Silently: exit code 2, nothing changed.
!macro REFUSE_IF_RUNNING EXECUTABLE
  !define ID ${__LINE__}
  again_${ID}:
  IfFileExists "$INSTDIR\${EXECUTABLE}" 0 not_running_${ID}
  ClearErrors
  FileOpen $0 "$INSTDIR\${EXECUTABLE}" a
  IfErrors 0 closed_${ID}
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again_${ID}
  SetErrorLevel 2
  Quit
  closed_${ID}:
  FileClose $0
  not_running_${ID}:
  !undef ID
!macroend

; Opening with Jiaozi is offered; what opens these files by default stays as it is.
!macro OFFER ENDING CLASS
  WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}\SupportedTypes" "${ENDING}" ""
  WriteRegStr HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "${CLASS}" ""
!macroend

!macro CLASS NAME TITLE
  WriteRegStr HKCU "${CLASSES}\${NAME}" "" "${TITLE}"
  WriteRegStr HKCU "${CLASSES}\${NAME}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${CLASSES}\${NAME}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
!macroend

!macro WITHDRAW ENDING CLASS
  DeleteRegValue HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "${CLASS}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}"
!macroend

!macro FOR_EACH_ENDING DO
  !insertmacro ${DO} ".srt" "Jiaozi.Subtitles"
  !insertmacro ${DO} ".vtt" "Jiaozi.Subtitles"
  !insertmacro ${DO} ".sbv" "Jiaozi.Subtitles"
  !insertmacro ${DO} ".bcc" "Jiaozi.Subtitles"
  !insertmacro ${DO} ".stl" "Jiaozi.Subtitles"
  !insertmacro ${DO} ".jiaozi" "Jiaozi.Project"
!macroend

Section
  !insertmacro REFUSE_IF_RUNNING jiaozi.exe
  !insertmacro REFUSE_IF_RUNNING ${PROGRAM}
  ; An older version may have had files that this one has not.
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR'
  ${EndIf}

  ClearErrors
  !include "${INSTALLED}"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "$(FAILED)" /SD IDOK
    SetErrorLevel 3
    Abort
  ${EndIf}

  CreateShortcut "$SMPROGRAMS\Jiaozi 校字.lnk" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "Software\Jiaozi" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Jiaozi 校字"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Jiaozi authors"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1

  !insertmacro CLASS "Jiaozi.Subtitles" "$(SUBTITLES)"
  !insertmacro CLASS "Jiaozi.Project" "$(PROJECT)"
  WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}" "FriendlyAppName" "Jiaozi 校字"
  WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  !insertmacro FOR_EACH_ENDING OFFER
  ${RefreshShellIcons}
SectionEnd

Section Uninstall
  !insertmacro REFUSE_IF_RUNNING jiaozi.exe
  !insertmacro REFUSE_IF_RUNNING ${PROGRAM}
  ; Only what was installed: the folder may hold files of the user's.
  !include "${REMOVED}"
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Jiaozi 校字.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Jiaozi"
  !insertmacro FOR_EACH_ENDING WITHDRAW
  DeleteRegKey HKCU "${CLASSES}\Jiaozi.Subtitles"
  DeleteRegKey HKCU "${CLASSES}\Jiaozi.Project"
  DeleteRegKey HKCU "${CLASSES}\Applications\${PROGRAM}"
  ${RefreshShellIcons}

  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(OWN_WORK)" /SD IDNO IDNO done
  RMDir /r "$LOCALAPPDATA\jiaozi"
  RMDir /r "$APPDATA\jiaozi"
  done:
SectionEnd

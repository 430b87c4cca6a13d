@rem A double click opens the desk in the browser. Closing this window ends the program.
@cd /d "%USERPROFILE%"
@"%~dp0trousseau.exe" open
@if errorlevel 1 pause

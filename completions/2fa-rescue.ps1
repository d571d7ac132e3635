# Completion of 2fa-rescue in PowerShell: 2fa-rescue completion powershell | Out-String | Invoke-Expression
# Empty arguments are dropped there, so each word is handed over behind a sign.
Register-ArgumentCompleter -Native -CommandName 2fa-rescue -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object {
            if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value }
            else { $_.Extent.Text }
        })
    $marked = @($words + $wordToComplete | ForEach-Object { "=$_" })
    & 2fa-rescue __complete powershell -- @marked 2>$null | ForEach-Object {
        $name, $about = $_ -split "`t", 2
        $text = if ($name -match '[\s''"$;&|(){}<>@#]') { "'" + ($name -replace "'", "''") + "'" } else { $name }
        if (-not $about) { $about = $name }
        [System.Management.Automation.CompletionResult]::new($text, $name, 'ParameterValue', $about)
    }
}

// Chosen by the name of the environment: AZURE_ENV_NAME, which azd sets; with az, set it and AZURE_LOCATION yourself.
using 'main.bicep'

var environments = {
  dev: loadJsonContent('environments/dev.json')
  prod: loadJsonContent('environments/prod.json')
}

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')

// An environment of another name takes the settings of dev.
var chosen = environments[?environmentName] ?? environments.dev

param wix = chosen.wix
param sites = chosen.sites
param appSettings = chosen.appSettings
param capacity = chosen.capacity
param alertEmails = chosen.alertEmails
param limits = chosen.limits
param privateNetwork = chosen.privateNetwork
param retentionDays = chosen.retentionDays
param storageSku = chosen.storageSku
param vaultWriterId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param vaultWriterType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')
param tags = chosen.tags

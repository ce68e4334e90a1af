// The function app on Flex Consumption, with its settings.
import { scale, settings, site, tagSet, wixApp } from 'types.bicep'

param name string
param planName string
param location string
param tags tagSet

@description('Resource id of the app\'s identity.')
param identityId string

@description('Client id of the app\'s identity.')
param clientId string
param insightsConnection string
param blobEndpoint string
param queueEndpoint string
param tableEndpoint string
param packageContainer string
param vaultUri string
param wix wixApp
param sites site[]
param appSettings settings
param capacity scale

@description('Subnet that the app calls out from; empty for none.')
param subnetId string
param workspaceId string

// App settings on Linux are named with letters, digits and underscores only, so the id goes without its hyphens.
func prefixOf(s site) string => 'Sites__${replace(s.instanceId, '-', '')}__'

// Secrets are references into the vault. A name without a version follows a rotation within a day, or at once when the app restarts.
var wixSecretName = 'wix-app-secret'
var siteSecrets = flatten(map(sites, s => concat(
  [{ setting: '${prefixOf(s)}External__ApiKey', secret: 'site-${s.instanceId}-api-key' }],
  map(range(0, s.?webhookSecrets ?? 1), i => {
    setting: '${prefixOf(s)}External__WebhookSecrets__${i}'
    secret: 'site-${s.instanceId}-webhook-secret-${i}'
  })
)))
var secretSettings = concat([{ setting: 'Wix__AppSecret', secret: wixSecretName }], siteSecrets)
var references = toObject(secretSettings, s => s.setting, s => '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${s.secret}/)')

var siteSettings = flatten(map(sites, s => concat(
  [
    { setting: '${prefixOf(s)}Name', value: s.name }
    { setting: '${prefixOf(s)}TimeZone', value: s.?timeZone ?? 'Etc/UTC' }
    { setting: '${prefixOf(s)}External__BaseAddress', value: s.externalBaseAddress }
  ],
  map(items(s.?settings ?? {}), x => { setting: '${prefixOf(s)}${x.key}', value: x.value })
)))

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled' // Wix and the external systems call it
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      http20Enabled: true
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${blobEndpoint}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        alwaysReady: capacity.alwaysReadyHttp == 0 ? [] : [{ name: 'http', instanceCount: capacity.alwaysReadyHttp }]
        instanceMemoryMB: capacity.instanceMemoryMB
        maximumInstanceCount: capacity.maximumInstanceCount
      }
    }
  }

  resource configuration 'config' = {
    name: 'appsettings'
    properties: union(
      appSettings,
      toObject(siteSettings, s => s.setting, s => s.value),
      references,
      {
        APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnection
        APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${clientId};Authorization=AAD'
        AzureWebJobsStorage__blobServiceUri: blobEndpoint
        AzureWebJobsStorage__credential: 'managedidentity'
        AzureWebJobsStorage__clientId: clientId
        Storage__queueServiceUri: queueEndpoint
        Storage__tableServiceUri: tableEndpoint
        Storage__credential: 'managedidentity'
        Storage__clientId: clientId
        Wix__AppId: wix.appId
        Wix__PublicKey: wix.publicKey
      }
    )
  }

  // Deployments come with an identity, never with a user name and password.
  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-log-analytics'
  scope: app
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output name string = app.name
output address string = 'https://${app.properties.defaultHostName}'
output secretNames string[] = [for s in secretSettings: s.secret]
